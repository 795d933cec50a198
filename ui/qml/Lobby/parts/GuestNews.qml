import QtQuick
import Lobby

/** Which guests of somebody's are here. */
NewsLine {
    required property list<string> names

    visible: names.length > 0
    iconName: "user"
    iconColor: Theme.accent
    hint: names.length === 1 ? qsTr("Your guest %1 is here.").arg(names[0])
        : qsTr("Your guests %1 are here.").arg(inARow(names))
}

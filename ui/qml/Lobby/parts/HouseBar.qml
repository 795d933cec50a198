import QtQuick
import Lobby
import Lobby.Models

/** The top of the idle page: the house's name and time, the state for staff, the languages. */
Item {
    id: root

    required property KioskModel model

    implicitHeight: Theme.touch

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "door-open"
            size: 3.6 * Theme.unit
            color: Theme.accent
        }
        TextLine {
            text: root.model.house.name
            size: Theme.text2
            wght: Theme.bold
        }
        TextLine {
            //: Weekday and time, as in "Tuesday, 9:12".
            text: qsTr("%1, %2").arg(Theme.locale.standaloneDayName(root.model.house.weekday))
                .arg(root.model.house.time)
            size: Theme.text2
            color: Theme.soft
        }
    }
    Rectangle {
        // The words for staff may need the place of the weekday.
        anchors { fill: state; margins: -Theme.edgeWidth }
        color: Theme.paper
    }
    SyncState {
        id: state
        anchors { right: languages.left; rightMargin: Theme.gap2; verticalCenter: parent.verticalCenter }
        sync: root.model.house.sync
        waiting: root.model.house.waiting
    }
    LanguageSwitch {
        id: languages
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        languages: root.model.languages
        current: root.model.page.language
        onChosen: language => root.model.languageChosen(language)
    }
}

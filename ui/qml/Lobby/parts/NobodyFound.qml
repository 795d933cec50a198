import QtQuick
import Lobby

/** An empty list: why it is, and what to do. */
Item {
    id: root

    required property bool isSought
    signal everybodyAsked()

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: Math.max(height, words.height)
        interactive: contentHeight > height
        clip: interactive
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: words
            width: Math.min(parent.width, 100 * Theme.unit)
            anchors.horizontalCenter: parent.horizontalCenter
            y: Math.max(0, 0.4 * (view.height - height))
            spacing: Theme.gap2

            Heading {
                id: why
                width: parent.width
                text: root.isSought ? qsTr("Nobody here fits that") : qsTr("Nobody chose to be seen right now")
                size: Theme.text3
                horizontalAlignment: Text.AlignHCenter
                onTextChanged: if (root.visible) why.Accessible.announce(why.text)
            }
            TextLine {
                width: parent.width
                text: root.isSought ? qsTr("Try fewer letters or another word. You can search names, offers and asks.")
                    : qsTr("Hold up your code and choose “name, offers and asks”. Then people find you here.")
                size: Theme.text2
                color: Theme.soft
                wrapMode: Text.WordWrap
                horizontalAlignment: Text.AlignHCenter
            }
            Button {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, implicitWidth + 2 * Theme.gap2)
                visible: root.isSought
                iconName: "users"
                text: qsTr("Show everybody")
                onClicked: root.everybodyAsked()
            }
        }
    }
}

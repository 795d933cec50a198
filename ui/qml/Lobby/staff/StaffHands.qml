pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Lobby
import Lobby.Models

/** What is odd and wants somebody: refused codes, facts that did not travel, too many people. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Needs a hand")
    badge: list.count

    ListView {
        id: list

        anchors.fill: parent
        clip: true
        spacing: Theme.gap1
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: contentHeight > height
        Keys.onUpPressed: flick(0, 60 * Theme.unit)
        Keys.onDownPressed: flick(0, -60 * Theme.unit)
        Accessible.role: Accessible.List
        Accessible.name: root.title
        ScrollBar.vertical: StaffScroll { list: list }

        model: root.model.hands
        delegate: StaffHand {
            width: ListView.view.width - Theme.gap2 // beside the bar
        }
    }
}
